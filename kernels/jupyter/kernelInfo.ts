import { kernelspec } from '../notebook/kernelspec';
import { type Content, protocolVersion } from './message';

export function kernelInfo(version: string): Content {
  return {
    status: 'ok',
    protocol_version: protocolVersion,
    implementation: kernelspec.name,
    implementation_version: version,
    language_info: {
      name: kernelspec.language,
      version: '5.9',
      mimetype: 'application/typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      codemirror_mode: 'typescript',
      nbconvert_exporter: 'script',
    },
    banner: `${kernelspec.display_name} ${version}, Node.js ${process.versions.node}`,
    help_links: [
      { text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' },
      { text: 'TensorFlow.js', url: 'https://js.tensorflow.org/api/latest/' },
      { text: 'Node.js', url: 'https://nodejs.org/docs/latest/api/' },
    ],
    debugger: false,
    supported_features: [],
  };
}
